read -ra distros <<<"$MATRIX_DISTROS"
./build.sh Release --distro "${distros[@]}" --release-tag "$GITHUB_REF_NAME" --release-repository "$GITHUB_REPOSITORY"
