package org.pinacotheca.http.admin;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.pictures.Moderations;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireTime;

/** The operator's calls that moderate pictures and read the audit record. Thread-safe. */
final class AdminAudit {
  private final Gallery gallery;

  AdminAudit(Gallery gallery) {
    this.gallery = gallery;
  }

  Response moderate(Fields fields) {
    List<Integer> ids = fields.integers("PictureIDs");
    int distinct = new HashSet<>(ids).size();
    if (distinct < 1 || distinct > Picture.PICTURES_PER_REQUEST_MAX) {
      fields.required("PictureIDs", "must name 1-50 pictures, not " + distinct + ".");
    }
    boolean removes = fields.flag("Remove");
    Optional<Boolean> safe = fields.optionalFlag("Safe");
    if (removes == safe.isPresent()) {
      fields.required("Safe", "or \"Remove\": true is required, and not both.");
    }
    RefusedException.unlessValid(fields);
    List<PictureId> pictures = ids.stream().map(PictureId::new).toList();
    Moderations.Moderated outcome =
        removes
            ? gallery.moderations().remove(pictures)
            : gallery.moderations().confirm(pictures, safe.orElseThrow());
    return switch (outcome) {
      case Moderations.Moderated.Done() -> Response.empty();
      case Moderations.Moderated.Missing(List<PictureId> missing) ->
          notFound(
              String.join(", ", missing.stream().map(id -> Integer.toString(id.value())).toList()));
    };
  }

  private static Response notFound(String ids) {
    return Response.error(404, "picture_not_found", "There is no such picture: " + ids + ".");
  }

  Response audit(Fields fields) {
    Optional<UserId> actor = fields.numbered("ActorUserID", UserId::assignable);
    Optional<UserId> subject = fields.numbered("SubjectUserID", UserId::assignable);
    return AdminLists.page(
        fields,
        page -> gallery.operations().audit(actor, subject, page),
        "Entries",
        AdminAudit::json);
  }

  private static JsonObject json(AuditEntry entry) {
    return new JsonObject()
        .put("At", WireTime.write(entry.at()))
        .put("ActorUserID", entry.actor().map(UserId::value).orElse(null))
        .put("SubjectUserID", entry.subject().map(UserId::value).orElse(null))
        .put("ApiKey", entry.application().map(ApiKey::value).orElse(null))
        .put("Action", entry.action().name().toLowerCase(Locale.ROOT))
        .put("Target", entry.target());
  }
}
