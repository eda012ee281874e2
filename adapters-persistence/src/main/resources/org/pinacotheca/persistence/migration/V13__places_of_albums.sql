-- The albums of a member stand at the places 0, 1, 2 and so on, in the order they are listed in. Before, places were
-- whatever an owner had written, and ties went by id. The rules of V1 hold here too.

UPDATE album SET place = (
  SELECT COUNT(*) FROM album earlier
  WHERE earlier.owner_id = album.owner_id
    AND (earlier.place < album.place OR (earlier.place = album.place AND earlier.album_id < album.album_id)))
WHERE owner_id IN (
  SELECT owner_id FROM album GROUP BY owner_id
  HAVING MAX(place) <> COUNT(*) - 1 OR COUNT(DISTINCT place) <> COUNT(*));
