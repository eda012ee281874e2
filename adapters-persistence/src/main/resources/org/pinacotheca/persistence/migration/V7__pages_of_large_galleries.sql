-- A page of a gallery is found by index, however many pictures its owner has: HSQLDB takes an index whose first columns
-- are exactly those of the conditions, and otherwise reads all pictures of the owner. The rules of V1 hold here too.

CREATE INDEX IF NOT EXISTS picture_shown_by_upload ON picture (owner_id, exposure, approved, uploaded, picture_id);
CREATE INDEX IF NOT EXISTS picture_shown_by_size ON picture (owner_id, exposure, approved, size_bytes, picture_id);
DROP INDEX IF EXISTS picture_by_upload;
DROP INDEX IF EXISTS picture_by_size;
DROP INDEX IF EXISTS picture_by_exposure;
