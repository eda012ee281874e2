package org.pinacotheca.http.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.pictures.Moderations;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireTime;

/** The operator's calls that moderate pictures and read the audit record. Thread-safe. */
final class AdminAudit {
  private static final int PAGE_SIZE_DEFAULT = 50;

  private final Gallery gallery;

  AdminAudit(Gallery gallery) {
    this.gallery = gallery;
  }

  EncodedResponse moderate(Fields fields) {
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
    if (!fields.faults().isEmpty()) {
      return AdminApi.plain(Refusals.invalid(fields.faults()));
    }
    Optional<Integer> impossible = ids.stream().filter(id -> id < 1).findFirst();
    if (impossible.isPresent()) {
      return AdminApi.plain(notFound(impossible.get().toString()));
    }
    List<PictureId> pictures = ids.stream().map(PictureId::new).toList();
    Moderations.Moderated outcome =
        removes
            ? gallery.moderations().remove(pictures)
            : gallery.moderations().confirm(pictures, safe.orElseThrow());
    return switch (outcome) {
      case Moderations.Moderated.Done() -> AdminApi.plain(Response.empty());
      case Moderations.Moderated.Missing(List<PictureId> missing) ->
          AdminApi.plain(
              notFound(
                  String.join(
                      ", ", missing.stream().map(id -> Integer.toString(id.value())).toList())));
    };
  }

  private static Response notFound(String ids) {
    return Response.error(404, "picture_not_found", "There is no such picture: " + ids + ".");
  }

  EncodedResponse audit(Fields fields) {
    Optional<UserId> actor = fields.numbered("ActorUserID", UserId::new);
    Optional<UserId> subject = fields.numbered("SubjectUserID", UserId::new);
    OptionalInt number = fields.integer("PageNumber");
    OptionalInt size = fields.integer("PageSize");
    if (!fields.faults().isEmpty()) {
      return AdminApi.plain(Refusals.invalid(fields.faults()));
    }
    return switch (PageRequest.check(number, size, PAGE_SIZE_DEFAULT)) {
      case Checked.Invalid<PageRequest>(var faults) ->
          AdminApi.plain(Refusals.invalidFields(faults));
      case Checked.Valid<PageRequest>(PageRequest page) -> {
        Page<AuditEntry> entries = gallery.operations().audit(actor, subject, page);
        yield EncodedResponse.json(200, out -> write(entries, out));
      }
    };
  }

  private static void write(Page<AuditEntry> page, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("PageNumber", page.request().number());
    out.writeNumberField("PageCount", page.pageCount());
    out.writeNumberField("PageSize", page.request().size());
    out.writeNumberField("EntriesTotal", page.total());
    out.writeArrayFieldStart("Entries");
    for (AuditEntry entry : page.items()) {
      out.writeStartObject();
      out.writeStringField("At", WireTime.write(entry.at()));
      idOrNull(out, "ActorUserID", entry.actor().orElse(null));
      idOrNull(out, "SubjectUserID", entry.subject().orElse(null));
      AdminRegistrations.textOrNull(
          out, "ApiKey", entry.application().map(ApiKey::value).orElse(null));
      out.writeStringField("Action", entry.action().name().toLowerCase(Locale.ROOT));
      out.writeStringField("Target", entry.target());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void idOrNull(JsonGenerator out, String name, @Nullable UserId id)
      throws IOException {
    out.writeFieldName(name);
    if (id == null) {
      out.writeNull();
    } else {
      out.writeNumber(id.value());
    }
  }
}
