#!/usr/bin/env bash
# Gives the roles that `presswork migrate` made the passwords of the secrets. May run as often as one likes.
set -euo pipefail
PGPASSWORD=$(cat /run/secrets/postgres_password)
export PGPASSWORD
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --host postgres --username postgres --dbname presswork <<'SQL'
\set app `cat /run/secrets/app_password`
\set fleet `cat /run/secrets/fleet_password`
ALTER ROLE presswork_app PASSWORD :'app';
ALTER ROLE presswork_fleet PASSWORD :'fleet';
SQL
