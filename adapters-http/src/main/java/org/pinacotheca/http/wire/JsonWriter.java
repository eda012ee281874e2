package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON. Used by one thread for one response. */
final class JsonWriter {
  private final JsonGenerator out;
  private final boolean camelCase;

  JsonWriter(JsonGenerator out, boolean camelCase) {
    this.out = out;
    this.camelCase = camelCase;
  }

  void write(Response.Content content) throws IOException {
    switch (content) {
      case Response.Content.Single<?> single -> object(single);
      case Response.Content.Several<?> several -> array(several);
      case Response.Content.Amount(BigDecimal value) -> out.writeNumber(value);
      case Response.Content.Failure(ErrorBody error) -> error.writeJson(out, camelCase);
      case Response.Content.Plain(String _, JsonObject body) -> out.writeRawValue(body.encode());
    }
  }

  private <T> void object(Response.Content.Single<T> single) throws IOException {
    object(single.model(), single.value());
  }

  private <T> void array(Response.Content.Several<T> several) throws IOException {
    out.writeStartArray();
    for (T value : several.values()) {
      object(several.model(), value);
    }
    out.writeEndArray();
  }

  private <T> void object(WireSchema<T> model, T value) throws IOException {
    out.writeStartObject();
    for (WireSchema.Property<T> property : model.properties()) {
      out.writeFieldName(property.name().json(camelCase));
      value(property.value().apply(value));
    }
    out.writeEndObject();
  }

  private void value(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Long whole -> out.writeNumber(whole);
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeBoolean(flag);
      case BigDecimal decimal -> out.writeNumber(decimal);
      case WireSchema.Numbers(var numbers) -> numbers(numbers);
      case Response.Content part -> write(part);
      default -> throw new IllegalStateException("there is no form for a " + value.getClass());
    }
  }

  private void numbers(@Nullable List<Integer> values) throws IOException {
    if (values == null) {
      out.writeNull();
      return;
    }
    out.writeStartArray();
    for (int value : values) {
      out.writeNumber(value);
    }
    out.writeEndArray();
  }
}
