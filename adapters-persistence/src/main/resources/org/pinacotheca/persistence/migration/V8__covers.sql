-- An album's row says all that it takes to show its cover. What two of the indexes of pictures found is found by those
-- that begin with the owner. A cover whose picture is gone, which only damage leaves behind, is filled in as well, for
-- an inspection to find. The rules of V1 hold here too.

ALTER TABLE album ADD COLUMN IF NOT EXISTS cover_format VARCHAR(10);
ALTER TABLE album ADD COLUMN IF NOT EXISTS cover_safe BOOLEAN;
UPDATE album SET
  cover_format = COALESCE((SELECT p.format FROM picture p
    WHERE p.owner_id = album.owner_id AND p.picture_id = album.cover_id), 'JPEG'),
  cover_safe = COALESCE((SELECT p.safe_declared AND p.safe_confirmed FROM picture p
    WHERE p.owner_id = album.owner_id AND p.picture_id = album.cover_id), FALSE)
WHERE cover_id IS NOT NULL;
ALTER TABLE album ADD CONSTRAINT ${unless_there} album_cover_whole CHECK (
  (cover_id IS NULL AND cover_format IS NULL AND cover_safe IS NULL)
  OR (cover_id IS NOT NULL AND cover_format IS NOT NULL AND cover_safe IS NOT NULL));

DROP INDEX IF EXISTS picture_by_album_alone;
DROP INDEX IF EXISTS picture_by_application;
