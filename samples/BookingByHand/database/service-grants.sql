-- What the application's service role needs of the migration's own tables: guests and their mails, and who the people of the Clerk days are now.
GRANT USAGE ON SCHEMA clerk2workos TO c2w_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON clerk2workos.guest_registrations, clerk2workos.guest_mails TO c2w_service;
GRANT SELECT ON clerk2workos.user_map, clerk2workos.organization_map TO c2w_service;
