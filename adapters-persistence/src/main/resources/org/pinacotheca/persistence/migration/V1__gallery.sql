-- One text for HSQLDB and PostgreSQL. HSQLDB commits after every statement, therefore each can be repeated.
-- VARCHAR holds twice the code points that the domain allows, because HSQLDB counts UTF-16 units.
-- ${exact} compares texts by their characters alone; ${bytes} is a string of bytes.

CREATE SEQUENCE IF NOT EXISTS member_id_sequence AS INTEGER START WITH 1;
CREATE SEQUENCE IF NOT EXISTS member_group_id_sequence AS INTEGER START WITH 1;
CREATE SEQUENCE IF NOT EXISTS album_id_sequence AS INTEGER START WITH 1;
CREATE SEQUENCE IF NOT EXISTS picture_id_sequence AS INTEGER START WITH 1;

CREATE TABLE IF NOT EXISTS storage_mark (
  name VARCHAR(50) ${exact} NOT NULL,
  content VARCHAR(200) NOT NULL,
  CONSTRAINT storage_mark_pk PRIMARY KEY (name)
);

CREATE TABLE IF NOT EXISTS community (
  name VARCHAR(50) ${exact} NOT NULL,
  title VARCHAR(200) NOT NULL,
  CONSTRAINT community_pk PRIMARY KEY (name)
);

CREATE TABLE IF NOT EXISTS member (
  member_id INTEGER NOT NULL,
  nickname VARCHAR(100) NOT NULL,
  community VARCHAR(50) ${exact},
  CONSTRAINT member_pk PRIMARY KEY (member_id),
  CONSTRAINT member_id_positive CHECK (member_id > 0)
);

CREATE TABLE IF NOT EXISTS member_group (
  group_id INTEGER NOT NULL,
  name VARCHAR(200) NOT NULL,
  manager_id INTEGER NOT NULL,
  CONSTRAINT member_group_pk PRIMARY KEY (group_id),
  CONSTRAINT member_group_id_positive CHECK (group_id > 0)
);

CREATE TABLE IF NOT EXISTS member_group_place (
  member_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  CONSTRAINT member_group_place_pk PRIMARY KEY (member_id)
);
CREATE INDEX IF NOT EXISTS member_group_place_by_group ON member_group_place (group_id);

CREATE TABLE IF NOT EXISTS client_application (
  api_key VARCHAR(64) ${exact} NOT NULL,
  name VARCHAR(200) NOT NULL,
  sealed_secret ${bytes} NOT NULL,
  community VARCHAR(50) ${exact},
  photo_upload BOOLEAN NOT NULL,
  allowed_addresses VARCHAR(5000) NOT NULL,
  desktop BOOLEAN NOT NULL,
  reply_namespace VARCHAR(400),
  CONSTRAINT client_application_pk PRIMARY KEY (api_key)
);

CREATE TABLE IF NOT EXISTS bearer_token (
  token_hash VARCHAR(64) ${exact} NOT NULL,
  family VARCHAR(64) ${exact} NOT NULL,
  member_id INTEGER NOT NULL,
  application VARCHAR(64) ${exact} NOT NULL,
  scopes VARCHAR(200) NOT NULL,
  expires TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT bearer_token_pk PRIMARY KEY (token_hash)
);
CREATE INDEX IF NOT EXISTS bearer_token_by_family ON bearer_token (family);
CREATE INDEX IF NOT EXISTS bearer_token_by_expiry ON bearer_token (expires);

CREATE TABLE IF NOT EXISTS refresh_token (
  token_hash VARCHAR(64) ${exact} NOT NULL,
  family VARCHAR(64) ${exact} NOT NULL,
  member_id INTEGER NOT NULL,
  application VARCHAR(64) ${exact} NOT NULL,
  scopes VARCHAR(200) NOT NULL,
  expires TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  used BOOLEAN NOT NULL,
  CONSTRAINT refresh_token_pk PRIMARY KEY (token_hash)
);
CREATE INDEX IF NOT EXISTS refresh_token_by_family ON refresh_token (family);
CREATE INDEX IF NOT EXISTS refresh_token_by_expiry ON refresh_token (expires);

CREATE TABLE IF NOT EXISTS rpc_session (
  key_hash VARCHAR(64) ${exact} NOT NULL,
  member_id INTEGER NOT NULL,
  application VARCHAR(64) ${exact} NOT NULL,
  sealed_secret ${bytes},
  expires TIMESTAMP(6) WITH TIME ZONE,
  last_call_id NUMERIC(80, 20),
  CONSTRAINT rpc_session_pk PRIMARY KEY (key_hash)
);
CREATE INDEX IF NOT EXISTS rpc_session_by_expiry ON rpc_session (expires);

-- The owner leads every key of the gallery, so that its tables can be spread over machines by owner.
CREATE TABLE IF NOT EXISTS album (
  owner_id INTEGER NOT NULL,
  album_id INTEGER NOT NULL,
  name VARCHAR(40) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  location VARCHAR(200) NOT NULL,
  pin_hash VARCHAR(64),
  pin_price BIGINT,
  default_of VARCHAR(64) ${exact},
  place INTEGER NOT NULL,
  created TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  modified TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  pictures INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  cover_id INTEGER,
  CONSTRAINT album_pk PRIMARY KEY (owner_id, album_id),
  CONSTRAINT album_id_unique UNIQUE (album_id),
  CONSTRAINT album_default_unique UNIQUE (owner_id, default_of),
  CONSTRAINT album_id_positive CHECK (album_id > 0),
  CONSTRAINT album_name_given CHECK (name <> ''),
  CONSTRAINT album_lock_whole CHECK ((pin_hash IS NULL AND pin_price IS NULL) OR (pin_hash IS NOT NULL AND pin_price IS NOT NULL)),
  CONSTRAINT album_price_range CHECK (pin_price IS NULL OR pin_price BETWEEN 1 AND 10000000),
  CONSTRAINT album_place_range CHECK (place BETWEEN 0 AND 1000000),
  CONSTRAINT album_tally_sound CHECK (approved >= 0 AND approved <= pictures AND ((approved = 0 AND cover_id IS NULL) OR (approved > 0 AND cover_id IS NOT NULL)))
);
CREATE INDEX IF NOT EXISTS album_by_place ON album (owner_id, place, album_id);

CREATE TABLE IF NOT EXISTS picture (
  owner_id INTEGER NOT NULL,
  picture_id INTEGER NOT NULL,
  album_id INTEGER,
  title VARCHAR(200) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  format VARCHAR(10) NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size_bytes BIGINT NOT NULL,
  media_key VARCHAR(32) ${exact} NOT NULL,
  approved BOOLEAN NOT NULL,
  safe_declared BOOLEAN NOT NULL,
  safe_confirmed BOOLEAN NOT NULL,
  uploaded TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  application VARCHAR(64) ${exact} NOT NULL,
  CONSTRAINT picture_pk PRIMARY KEY (owner_id, picture_id),
  CONSTRAINT picture_id_unique UNIQUE (picture_id),
  CONSTRAINT picture_media_unique UNIQUE (media_key),
  CONSTRAINT picture_id_positive CHECK (picture_id > 0)
);
CREATE INDEX IF NOT EXISTS picture_by_album ON picture (owner_id, album_id, approved, picture_id);
CREATE INDEX IF NOT EXISTS picture_by_album_alone ON picture (album_id, picture_id);
CREATE INDEX IF NOT EXISTS picture_by_upload ON picture (owner_id, approved, uploaded, picture_id);
CREATE INDEX IF NOT EXISTS picture_by_size ON picture (owner_id, approved, size_bytes, picture_id);
CREATE INDEX IF NOT EXISTS picture_by_application ON picture (owner_id, application, approved);

CREATE TABLE IF NOT EXISTS audit_entry (
  entry_id BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 1) NOT NULL,
  made TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  actor_id INTEGER,
  subject_id INTEGER,
  application VARCHAR(64) ${exact},
  act VARCHAR(50) NOT NULL,
  target VARCHAR(1000) NOT NULL,
  CONSTRAINT audit_entry_pk PRIMARY KEY (entry_id)
);
CREATE INDEX IF NOT EXISTS audit_entry_by_actor ON audit_entry (actor_id, entry_id);
CREATE INDEX IF NOT EXISTS audit_entry_by_subject ON audit_entry (subject_id, entry_id);

CREATE TABLE IF NOT EXISTS kept_answer (
  actor_id INTEGER NOT NULL,
  application VARCHAR(64) ${exact} NOT NULL,
  retry_key VARCHAR(255) ${exact} NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  body ${bytes} NOT NULL,
  given TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT kept_answer_pk PRIMARY KEY (actor_id, application, retry_key)
);
CREATE INDEX IF NOT EXISTS kept_answer_by_time ON kept_answer (given);
