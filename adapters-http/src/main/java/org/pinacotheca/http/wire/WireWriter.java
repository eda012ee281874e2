package org.pinacotheca.http.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the properties of an answer, one after the other, and writes them in one of the wire's
 * formats.
 */
interface WireWriter {
  void whole(PropertyName name, long value) throws IOException;

  /** Writes that there is no value. */
  void nil(PropertyName name) throws IOException;

  void text(PropertyName name, @Nullable String value) throws IOException;

  void flag(PropertyName name, boolean value) throws IOException;

  void decimal(PropertyName name, @Nullable BigDecimal value) throws IOException;

  void numbers(PropertyName name, @Nullable List<Integer> values) throws IOException;

  <P> void part(PropertyName name, WireSchema<P> model, P value) throws IOException;

  <P> void parts(PropertyName name, WireSchema<P> model, List<P> values) throws IOException;
}
