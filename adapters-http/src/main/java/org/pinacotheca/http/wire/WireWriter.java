package org.pinacotheca.http.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the properties of a response, one after the other, in one of the wire formats. */
interface WireWriter {
  void whole(PropertyName name, long value) throws IOException;

  /** Writes a null. */
  void nil(PropertyName name) throws IOException;

  void text(PropertyName name, @Nullable String value) throws IOException;

  void flag(PropertyName name, boolean value) throws IOException;

  void decimal(PropertyName name, @Nullable BigDecimal value) throws IOException;

  void numbers(PropertyName name, @Nullable List<Integer> values) throws IOException;

  <P> void part(PropertyName name, WireSchema<P> model, P value) throws IOException;

  <P> void parts(PropertyName name, WireSchema<P> model, List<P> values) throws IOException;
}
