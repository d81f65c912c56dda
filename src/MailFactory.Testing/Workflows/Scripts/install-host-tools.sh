# As root only what needs it; what that left behind is the runner's again.
sudo --preserve-env env "PATH=$PATH" ./build.sh PrepareHost --setup
sudo chown -R "$(id -u):$(id -g)" . "$HOME/.nuget"
