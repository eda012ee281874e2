package org.pinacotheca.http.admin;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.domain.installation.SweepLimit;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operator's call that lets a sweep exceed its removal limit. Thread-safe. */
final class AdminMedia {
  private final Gallery gallery;

  AdminMedia(Gallery gallery) {
    this.gallery = gallery;
  }

  Response sweep(Fields fields) {
    Optional<SweepLimit> limit = fields.numbered("FilesMax", max -> new SweepLimit(max, 0));
    if (limit.isEmpty()) {
      fields.required("FilesMax", "is required: how many pictures' files may be removed.");
    }
    RefusedException.unlessValid(fields);
    return switch (gallery.operations().sweep(limit.orElseThrow())) {
      case Swept.Done(int removed) -> Response.json(new JsonObject().put("Removed", removed));
      case Swept.Stopped(long orphans, long stored) ->
          Response.error(
              409,
              "sweep_too_large",
              "The files of "
                  + orphans
                  + " of "
                  + stored
                  + " stored pictures belong to no picture of the database, which is more than"
                  + " FilesMax; none was removed.");
      case Swept.NotClaimed _ ->
          Response.error(
              409,
              "other_media",
              "Database and media do not belong together, so no file was removed; the log says"
                  + " why.");
    };
  }
}
