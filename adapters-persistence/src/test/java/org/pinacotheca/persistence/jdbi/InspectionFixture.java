package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.api.operations.Inspection.Order;
import org.pinacotheca.application.api.operations.Inspection.Part;

/** An installation to inspect. */
interface InspectionFixture {
  Order QUICK = new Order(false, 100);
  Order DEEP = new Order(true, 100);

  /** The database of the installation. */
  TestDatabase database();

  /** The gallery's members and their history. */
  InspectedWorld world();

  /** The files of the pictures. */
  Path files();

  /** The findings and the result. */
  record Reported(List<Finding> findings, Inspected inspected) {}

  default Reported inspect(Order order) {
    List<Finding> findings = new ArrayList<>();
    Inspected inspected =
        world()
            .gallery
            .inspection()
            .inspect(
                order,
                new Inspection.Observer() {
                  @Override
                  public void found(Finding finding) {
                    findings.add(finding);
                  }

                  @Override
                  public void reached(Part part, long count) {}
                });
    return new Reported(findings, inspected);
  }

  default void assertSound() {
    Reported reported = inspect(QUICK);
    assertThat(reported.findings()).isEmpty();
    assertThat(reported.inspected().isSound()).isTrue();
  }

  /** Does damage, expects exactly these kinds of findings, repairs, and expects none. */
  default void assertFound(List<String> damage, List<String> repair, FindingKind... kinds)
      throws SQLException {
    database().execute(damage.toArray(String[]::new));
    try {
      Reported reported = inspect(QUICK);
      assertThat(reported.findings())
          .extracting(Finding::kind)
          .as(reported.findings().toString())
          .containsExactlyInAnyOrder(kinds);
      assertThat(reported.inspected().found().keySet())
          .containsExactlyInAnyOrderElementsOf(Arrays.stream(kinds).distinct().toList());
    } finally {
      database().execute(repair.toArray(String[]::new));
    }
    assertSound();
  }

  default void assertFound(String damage, String repair, FindingKind... kinds) throws SQLException {
    assertFound(List.of(damage), List.of(repair), kinds);
  }
}
