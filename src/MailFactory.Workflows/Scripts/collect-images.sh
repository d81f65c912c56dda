# A job's artifact gives the image of its own distro and the manifest of that image's archive, and nothing else: what lies in
# it under another distro's name stays there.
read -ra distros <<<"$MATRIX_DISTROS"
mkdir -p "vms/release/$GITHUB_REF_NAME" vms/archive
for distro in "${distros[@]}"; do
  from=images/image-$distro
  if [[ ! -d "$from/release/$GITHUB_REF_NAME/$distro" ]]; then
    echo "::error::the job of $distro has handed no image over"
    exit 1
  fi
  mv "$from/release/$GITHUB_REF_NAME/$distro" "vms/release/$GITHUB_REF_NAME/$distro"
  for manifest in "$from"/archive/*; do
    if [[ "${manifest##*/}" =~ ^"$distro"-[0-9a-f]+\.manifest\.json$ ]]; then
      mv "$manifest" vms/archive/
    fi
  done
done
