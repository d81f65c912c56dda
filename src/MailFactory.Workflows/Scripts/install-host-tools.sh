# The runner's user compiles the build, so that root leaves nothing in its caches; what root writes here is the user's again.
./build.sh --help >/dev/null
sudo --preserve-env env "PATH=$PATH" "HOME=$HOME" ./build.sh PrepareHost --setup
sudo chown -R "$(id -u):$(id -g)" .
if [[ "$KEY_PACKAGE" != - ]]; then
  sudo apt-get install --yes --no-install-recommends "$KEY_PACKAGE" || echo "::warning::$KEY_PACKAGE, which has the vendor's keys, cannot be installed"
fi
