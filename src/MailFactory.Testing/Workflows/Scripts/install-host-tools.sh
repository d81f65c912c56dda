# As root only what needs it; what that left behind is the runner's again.
sudo --preserve-env env "PATH=$PATH" ./build.sh PrepareHost --setup
if [[ "$KEY_PACKAGE" != - ]]; then
  sudo apt-get install --yes --no-install-recommends "$KEY_PACKAGE" || echo "::warning::$KEY_PACKAGE, which has the vendor's keys, cannot be installed"
fi
sudo chown -R "$(id -u):$(id -g)" . "$HOME/.nuget"
