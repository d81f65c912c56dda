# As root: the disks hold files of many owners.
sudo --preserve-env env "PATH=$PATH" "HOME=$HOME" ./build.sh MachineTests --setup
