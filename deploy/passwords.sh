#!/bin/sh
# The three roles get their passwords when the container's database is first made.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d club \
  -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -v backup="$BACKUP_PASSWORD" <<'SQL'
ALTER ROLE club_owner PASSWORD :'owner';
ALTER ROLE club_app PASSWORD :'app';
ALTER ROLE club_backup PASSWORD :'backup';
SQL
