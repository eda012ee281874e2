package org.pinacotheca.http.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Text;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;

/** The operator's lists of members, groups and applications, and who is suspended. Thread-safe. */
final class AdminLists {
  private static final int PAGE_SIZE_DEFAULT = 50;
  private static final int SEARCH_LENGTH_MAX = 100;

  private final Gallery gallery;

  AdminLists(Gallery gallery) {
    this.gallery = gallery;
  }

  EncodedResponse members(Fields fields) {
    return list(fields, gallery.registrations()::members, "Members", AdminRegistrations::write);
  }

  EncodedResponse groups(Fields fields) {
    return list(fields, gallery.registrations()::groups, "Groups", AdminRegistrations::write);
  }

  EncodedResponse applications(Fields fields) {
    return list(
        fields, gallery.registrations()::applications, "Applications", AdminLists::withoutSecret);
  }

  private static void withoutSecret(ClientApplication application, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("ApiKey", application.key().value());
    AdminRegistrations.writeRest(application, out);
    out.writeEndObject();
  }

  private interface Item<T> {
    void write(T item, JsonGenerator out) throws IOException;
  }

  private static <T> EncodedResponse list(
      Fields fields, BiFunction<String, PageRequest, Page<T>> search, String name, Item<T> item) {
    String part = fields.text("Search").orElse("");
    if (Text.length(part) > SEARCH_LENGTH_MAX) {
      fields.fault("Search", "must be at most " + SEARCH_LENGTH_MAX + " characters.");
    }
    OptionalInt number = fields.integer("PageNumber");
    OptionalInt size = fields.integer("PageSize");
    if (!fields.faults().isEmpty()) {
      return AdminApi.plain(Refusals.invalid(fields.faults()));
    }
    return switch (PageRequest.check(number, size, PAGE_SIZE_DEFAULT)) {
      case Checked.Invalid<PageRequest>(var faults) ->
          AdminApi.plain(Refusals.invalidFields(faults));
      case Checked.Valid<PageRequest>(PageRequest request) -> {
        Page<T> page = search.apply(part, request);
        yield EncodedResponse.json(200, out -> write(page, name, item, out));
      }
    };
  }

  private static <T> void write(Page<T> page, String name, Item<T> item, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("PageNumber", page.request().number());
    out.writeNumberField("PageCount", page.pageCount());
    out.writeNumberField("PageSize", page.request().size());
    out.writeNumberField(name + "Total", page.total());
    out.writeArrayFieldStart(name);
    for (T one : page.items()) {
      item.write(one, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  EncodedResponse suspended(String id, Fields fields) {
    Optional<UserId> user = AdminErasures.user(id);
    if (user.isEmpty()) {
      return AdminApi.plain(AdminErasures.noNumber(id));
    }
    Optional<Boolean> suspended =
        AdminRegistrations.required(fields, "Suspended", fields.optionalFlag("Suspended"));
    return AdminRegistrations.register(
        fields,
        () -> gallery.suspensions().suspend(user.get(), suspended.orElseThrow()),
        member -> out -> AdminRegistrations.write(member, out));
  }
}
