-- The three roles of a database of this program. Run by a superuser inside the new database, whose owner becomes
-- club_owner; running it again changes nothing. Passwords are set afterwards (docs/operating.md). What the application
-- may do with each table, the migrations grant.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'club_owner') THEN
    CREATE ROLE club_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'club_app') THEN
    CREATE ROLE club_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  -- Row-level security would leave a dump without rows, so the role of backups stands above it, and only reads.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'club_backup') THEN
    CREATE ROLE club_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS;
    ALTER ROLE club_backup SET default_transaction_read_only = on;
  END IF;
  EXECUTE format('ALTER DATABASE %I OWNER TO club_owner', current_database());
END
$$;

GRANT pg_read_all_data TO club_backup;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO club_app, club_backup;
