#!/bin/sh
# Builds Firsthand from these sources and puts what runs into a folder of its own: dist, node_modules and nothing else that is needed.
#
#   sh examples/deploy/assemble.sh /opt/firsthand
#   node /opt/firsthand/dist/firsthand.js --version
#
# Needs Node 24 or newer with npm. The versions are those of pnpm-lock.yaml; install scripts of dependencies stay off.
set -eu

target=${1:?Say where to put it, such as /opt/firsthand.}
if [ -e "$target" ]; then
  echo "$target stands already. Name a new folder, so that the one in use goes on working until you change over." >&2
  exit 1
fi
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 24 ? 1 : 0)'; then
  echo "Node 24 or newer is needed; see docs/DEPLOY.md." >&2
  exit 1
fi
cd "$(dirname "$0")/../.."
pnpm() { npx --yes pnpm@12.21.0 "$@"; }

pnpm install --frozen-lockfile --filter-prod 'firsthand...' --workspace-root
pnpm build
pnpm --filter firsthand deploy --prod "$target"
node examples/deploy/use-built-files.mjs "$target"
chmod +x "$target/dist/firsthand.js"
node "$target/dist/firsthand.js" --version
