package org.pinacotheca.persistence.jdbi.store;

import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/**
 * Finds rows by a part of a name, ignoring case by the database's rules.
 *
 * @param name the column of the name
 * @param key the column that rows are ordered by
 */
record NameSearch(String table, String columns, String name, String key) {
  private static final String ESCAPE = "!";

  <T> Page<T> page(JdbiSession session, String part, PageRequest page, RowMapper<T> row) {
    String from = " FROM " + table + " WHERE LOWER(" + name + ") LIKE LOWER(:part) ESCAPE '!'";
    String pattern = "%" + escaped(part) + "%";
    long total =
        session.query("SELECT COUNT(*)" + from).bind("part", pattern).mapTo(long.class).one();
    // An offset beyond the database's range would be an error.
    if (page.offset() >= total) {
      return new Page<>(List.of(), page, total);
    }
    List<T> rows =
        session
            .query("SELECT " + columns + from + " ORDER BY " + key + " LIMIT :limit OFFSET :offset")
            .bind("part", pattern)
            .bind("limit", page.size())
            .bind("offset", page.offset())
            .map(row)
            .list();
    return new Page<>(rows, page, total);
  }

  private static String escaped(String part) {
    return part.replace(ESCAPE, ESCAPE + ESCAPE)
        .replace("%", ESCAPE + "%")
        .replace("_", ESCAPE + "_");
  }
}
