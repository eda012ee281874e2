package org.pinacotheca.http.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Text;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operator's lists of members, groups and applications, and who is suspended. Thread-safe. */
final class AdminLists {
  private static final int PAGE_SIZE_DEFAULT = 50;
  private static final int SEARCH_LENGTH_MAX = 100;

  private final Gallery gallery;

  AdminLists(Gallery gallery) {
    this.gallery = gallery;
  }

  Response members(Fields fields) {
    return list(fields, gallery.registrations()::members, "Members", AdminRegistrations::json);
  }

  Response groups(Fields fields) {
    return list(fields, gallery.registrations()::groups, "Groups", AdminRegistrations::json);
  }

  Response applications(Fields fields) {
    return list(
        fields, gallery.registrations()::applications, "Applications", AdminLists::withoutSecret);
  }

  private static JsonObject withoutSecret(ClientApplication application) {
    JsonObject json = AdminRegistrations.json(application);
    json.remove("Secret");
    return json;
  }

  private static <T> Response list(
      Fields fields,
      BiFunction<String, PageRequest, Page<T>> search,
      String name,
      Function<T, JsonObject> json) {
    String part = fields.text("Search").orElse("");
    if (Text.length(part) > SEARCH_LENGTH_MAX) {
      fields.fault("Search", "must be at most " + SEARCH_LENGTH_MAX + " characters.");
    }
    return page(fields, request -> search.apply(part, request), name, json);
  }

  /** One page of what the operator asks for. */
  static <T> Response page(
      Fields fields,
      Function<PageRequest, Page<T>> read,
      String name,
      Function<T, JsonObject> json) {
    OptionalInt number = fields.integer("PageNumber");
    OptionalInt size = fields.integer("PageSize");
    RefusedException.unlessValid(fields);
    return switch (PageRequest.check(number, size, PAGE_SIZE_DEFAULT)) {
      case Checked.Invalid<PageRequest>(var faults) -> Refusals.invalidFields(faults);
      case Checked.Valid<PageRequest>(PageRequest request) -> {
        Page<T> page = read.apply(request);
        yield Response.json(
            new JsonObject()
                .put("PageNumber", page.request().number())
                .put("PageCount", page.pageCount())
                .put("PageSize", page.request().size())
                .put(name + "Total", page.total())
                .put(name, new JsonArray(page.items().stream().map(json).toList())));
      }
    };
  }

  Response suspended(String id, Fields fields) {
    UserId user = AdminErasures.user(id);
    Optional<Boolean> suspended = fields.required("Suspended", fields.optionalFlag("Suspended"));
    return AdminRegistrations.register(
        fields,
        () -> gallery.suspensions().suspend(user, suspended.orElseThrow()),
        AdminRegistrations::json);
  }
}
