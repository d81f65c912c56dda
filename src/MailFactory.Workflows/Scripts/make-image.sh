# The image is cleaned and proven where its disk is; a dry run sends nothing and needs no token.
./build.sh Release --distro "$MATRIX_DISTRO" --release-tag "$GITHUB_REF_NAME" --release-repository "$GITHUB_REPOSITORY" --dry-run
