package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON. Used by one thread for one answer. */
final class JsonSink implements Sink {
  private final JsonGenerator out;
  private final boolean camelCase;

  JsonSink(JsonGenerator out, boolean camelCase) {
    this.out = out;
    this.camelCase = camelCase;
  }

  <T> void object(Model<T> model, T value) throws IOException {
    out.writeStartObject();
    for (Model.Property<T> property : model.properties()) {
      property.write(value, this);
    }
    out.writeEndObject();
  }

  <T> void array(Model<T> model, List<T> values) throws IOException {
    out.writeStartArray();
    for (T value : values) {
      object(model, value);
    }
    out.writeEndArray();
  }

  @Override
  public void whole(Name name, long value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeNumber(value);
  }

  @Override
  public void nil(Name name) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeNull();
  }

  @Override
  public void text(Name name, @Nullable String value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeString(value);
  }

  @Override
  public void flag(Name name, boolean value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeBoolean(value);
  }

  @Override
  public void decimal(Name name, @Nullable BigDecimal value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    out.writeNumber(value);
  }

  @Override
  public void numbers(Name name, @Nullable List<Integer> values) throws IOException {
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
  public <P> void part(Name name, Model<P> model, P value) throws IOException {
    out.writeFieldName(name.json(camelCase));
    object(model, value);
  }

  @Override
  public <P> void parts(Name name, Model<P> model, List<P> values) throws IOException {
    out.writeFieldName(name.json(camelCase));
    array(model, values);
  }
}
