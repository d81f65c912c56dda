# The site so far is one commit on a branch of its own. Who comes second when two nights end at once begins anew from what the first left.
branch=site
remote=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY
mkdir -p night/work/test_results
find night/report -maxdepth 1 -name 'test_results_*.json' -exec cp -t night/work/test_results {} +
# The token goes to git by its environment: a command line is seen by everybody on the machine.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GITHUB_TOKEN" | base64 -w0)"
export GIT_CONFIG_VALUE_0
for attempt in 1 2 3 4 5; do
  rm -rf kept site
  if git ls-remote --exit-code --heads "$remote" "$branch" >/dev/null; then
    git clone --quiet --depth 1 --branch "$branch" "$remote" kept
    known=$(git -C kept rev-parse HEAD)
  else
    git init --quiet --initial-branch "$branch" kept
    known=
  fi
  mkdir site
  git -C kept ls-files -z | (cd kept && xargs -0r cp --parents -t ../site)
  : >"${GITHUB_STEP_SUMMARY:-/dev/null}"
  ./build.sh Site --work-directory night/work --output site
  cp -R site/. kept/
  git -C kept add --all
  tree=$(git -C kept write-tree)
  commit=$(git -C kept -c user.name=mail-factory -c user.email=mail-factory@localhost commit-tree "$tree" -m "The site after run $GITHUB_RUN_ID")
  if git -C kept push --quiet --force-with-lease="$branch:$known" "$remote" "$commit:refs/heads/$branch"; then
    exit 0
  fi
  echo "another night was quicker; once more from what it left ($attempt)"
  sleep $((attempt * 2))
done
echo "::error::the site's branch cannot be written"
exit 1
