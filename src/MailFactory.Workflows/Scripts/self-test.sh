# All tests with the embedded engine; on NUKE's own package the quick part shows that the build works on it.
targets=(SelfTest)
[ "$NUKE_ENGINE" = Embedded ] || targets=(CheckFormat UnitTests)
# As root: the tests install host tools and give servers a network of their own.
sudo --preserve-env env "PATH=$PATH" "HOME=$HOME" ./build.sh "${targets[@]}" --setup
