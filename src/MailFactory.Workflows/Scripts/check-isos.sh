read -ra distros <<<"$CATALOGUE_DISTROS"
mkdir -p artifacts
./build.sh CheckIsos --distro "${distros[@]}" | tee artifacts/check-isos.txt
