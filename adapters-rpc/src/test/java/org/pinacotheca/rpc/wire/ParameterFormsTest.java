package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFormsTest {

  @Test
  void listsAreCommaSeparatedOrJsonArrays() {
    assertThat(ParameterForms.list("1,2, 3")).contains(List.of("1", "2", "3"));
    assertThat(ParameterForms.list("[1, \"2\", 940915667462717]"))
        .contains(List.of("1", "2", "940915667462717"));
    assertThat(ParameterForms.list("7")).contains(List.of("7"));
    assertThat(ParameterForms.list("1,,2,")).contains(List.of("1", "2"));
    assertThat(ParameterForms.list("[]")).contains(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1", "[1,]", "[[1]]", "[{}]", "[1.5]", "[true]", "[null]", "[1] 2", "[1]]"})
  void brokenArraysAreNoLists(String text) {
    assertThat(ParameterForms.list(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"f", "jQuery123_456", "my.app.onPhotos", "$", "_a.$b"})
  void identifierPathsAreCallbacks(String text) {
    assertThat(ParameterForms.callback(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1a",
        "a.",
        ".a",
        "a..b",
        "a b",
        "a()",
        "a[0]",
        "a;b",
        "alert(1)//",
        "a\n",
        "ä",
        "a-b",
        "<x>"
      })
  void anythingElseIsNoCallback(String text) {
    assertThat(ParameterForms.callback(text)).isEmpty();
  }

  @Test
  void aLongCallbackIsRefused() {
    assertThat(ParameterForms.callback("a".repeat(128))).isPresent();
    assertThat(ParameterForms.callback("a".repeat(129))).isEmpty();
  }
}
