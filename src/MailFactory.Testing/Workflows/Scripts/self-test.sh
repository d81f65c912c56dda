# As root: the tests install host tools and give servers a network of their own.
sudo --preserve-env env "PATH=$PATH" "HOME=$HOME" ./build.sh SelfTest --setup
