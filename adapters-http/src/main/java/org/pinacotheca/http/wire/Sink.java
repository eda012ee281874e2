package org.pinacotheca.http.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the properties of an answer, one after the other, and writes them in one of the wire's
 * formats.
 */
interface Sink {
  void whole(Name name, long value) throws IOException;

  /** Writes that there is no value. */
  void nil(Name name) throws IOException;

  void text(Name name, @Nullable String value) throws IOException;

  void flag(Name name, boolean value) throws IOException;

  void decimal(Name name, @Nullable BigDecimal value) throws IOException;

  void numbers(Name name, @Nullable List<Integer> values) throws IOException;

  <P> void part(Name name, Model<P> model, P value) throws IOException;

  <P> void parts(Name name, Model<P> model, List<P> values) throws IOException;
}
