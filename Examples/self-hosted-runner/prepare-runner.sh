#!/usr/bin/env bash
# Makes a clean runner for one job: fresh files, and a registration that is used up by that job.
# Runs as root before each job (ExecStartPre=+ in mail-factory-runner@.service); the job itself never sees the token.
set -euo pipefail

instance=$1
home="/var/lib/mail-factory-runner/$instance"
token=$(</etc/mail-factory-runner/token)

rm -rf "$home"
install -d -o runner -g runner -m 0700 "$home"
runuser -u runner -- tar -xzf /opt/actions-runner.tar.gz -C "$home"

# https://docs.github.com/en/rest/actions/self-hosted-runners: create configuration for a just-in-time runner
request=$(jq -cn --arg name "$(hostname)-$instance-$(date +%s)" --arg label "$RUNNER_LABEL" \
  '{name: $name, runner_group_id: 1, labels: ["self-hosted", "linux", "x64", $label], work_folder: "_work"}')
configuration=$(printf 'header = "Authorization: Bearer %s"\n' "$token" |
  curl --config - --fail --silent --show-error --retry 5 --data "$request" \
    --header 'Accept: application/vnd.github+json' \
    "https://api.github.com/repos/$RUNNER_REPOSITORY/actions/runners/generate-jitconfig" |
  jq -er .encoded_jit_config)

(umask 077 && printf 'JIT_CONFIGURATION=%s\n' "$configuration" >"/run/mail-factory-runner-$instance.env")
