package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON. Used by one thread for one response. */
final class JsonWriter implements WireWriter {
  private final JsonGenerator out;
  private final boolean camelCase;

  JsonWriter(JsonGenerator out, boolean camelCase) {
    this.out = out;
    this.camelCase = camelCase;
  }

  <T> void object(WireSchema<T> model, T value) throws IOException {
    out.writeStartObject();
    for (WireSchema.Property<T> property : model.properties()) {
      property.write(value, this);
    }
    out.writeEndObject();
  }

  <T> void array(WireSchema<T> model, List<T> values) throws IOException {
    out.writeStartArray();
    for (T value : values) {
      object(model, value);
    }
    out.writeEndArray();
  }

  @Override
  public void whole(PropertyName name, long value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeNumber(value);
  }

  @Override
  public void nil(PropertyName name) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeNull();
  }

  @Override
  public void text(PropertyName name, @Nullable String value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeString(value);
  }

  @Override
  public void flag(PropertyName name, boolean value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeBoolean(value);
  }

  @Override
  public void decimal(PropertyName name, @Nullable BigDecimal value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeNumber(value);
  }

  @Override
  public void numbers(PropertyName name, @Nullable List<Integer> values) throws IOException {
    out.writeFieldName(name.json(camelCase));
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

  @Override
  public <P> void part(PropertyName name, WireSchema<P> model, P value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    object(model, value);
  }

  @Override
  public <P> void parts(PropertyName name, WireSchema<P> model, List<P> values) throws IOException {
    out.writeFieldName(name.json(camelCase));
    array(model, values);
  }
}
