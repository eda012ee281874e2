package org.pinacotheca.tools.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Responses as tables, with any content. */
class TableTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void columnsStandBelowEachOtherWhateverTheirCharactersTake() throws Exception {
    String page =
        """
        {"PageNumber": 1, "PageCount": 1, "PageSize": 50, "EntriesTotal": 3, "Entries": [
          {"Name": "奥利", "Action": "a"}, {"Name": "e\\u0301te", "Action": "b"}, {"Name": null, "Action": "c"}]}
        """;
    assertThat(Table.of(JSON.readTree(page)))
        .containsExactly(
            "Name  Action", "奥利  a", "e\u0301te   b", "-     c", "page 1 of 1, 3 in all");
  }

  @Test
  void aNameCannotActOnTheTerminal() throws Exception {
    assertThat(Table.of(JSON.readTree("{\"Nickname\": \"\\u001b[2Jo\\u202el\"}")))
        .containsExactly("Nickname  ?[2Jo?l");
  }

  @Test
  void aPageWithoutEntriesSaysSo() throws Exception {
    String page = "{\"PageNumber\": 2, \"PageCount\": 1, \"EntriesTotal\": 3, \"Entries\": []}";
    assertThat(Table.of(JSON.readTree(page))).containsExactly("page 2 of 1, 3 in all");
  }
}
