package org.pinacotheca.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The code obeys the architecture rules, and each rule finds its planted breach. */
class ArchitectureTest {
  private static final JavaClasses HOUSE_WITH_BREACHES =
      new ClassFileImporter().importPackages("org.pinacotheca");

  private static final JavaClasses HOUSE =
      HOUSE_WITH_BREACHES.that(
          describe("are not tests", type -> !isOfTest(type.getSource().orElseThrow().getUri())));

  private static boolean isOfTest(URI source) {
    return !ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(Location.of(source));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleHolds() {
    return ArchitectureRules.rules().entrySet().stream()
        .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleCanFail() {
    return ArchitectureRules.rules().entrySet().stream()
        .map(rule ->
            dynamicTest(
                rule.getKey(),
                () ->
                    assertThat(
                            rule.getValue()
                                .evaluate(HOUSE_WITH_BREACHES)
                                .getFailureReport()
                                .getDetails())
                        .anySatisfy(detail -> assertThat(detail).contains("Planted"))));
  }

  @Test
  void everyPartThatRulesNameExists() {
    for (String part :
        new String[] {
          "domain.album",
          "domain.audit",
          "domain.identity",
          "domain.credits",
          "domain.gallery",
          "domain.installation",
          "domain.validation",
          "domain.picture",
          "application",
          "application.access",
          "application.accounts",
          "application.albums",
          "application.api",
          "application.api.accounts",
          "application.api.albums",
          "application.api.operations",
          "application.api.pictures",
          "application.api.selling",
          "application.api.sharing",
          "application.cache",
          "application.installation",
          "application.operations",
          "application.pictures",
          "application.selling",
          "application.sharing",
          "application.spi",
          "application.spi.accounts",
          "embedded",
          "embedded.assembly",
          "http",
          "http.exchange",
          "http.rest",
          "http.wire",
          "rpc",
          "images",
          "images.admission",
          "images.codec",
          "images.picture",
          "persistence.disk",
          "persistence.jdbi",
          "persistence.jdbi.hsqldb",
          "persistence.jdbi.store",
          "persistence.crypto",
          "s3",
          "sandbox",
          "sandbox.world",
          "testkit",
          "transport",
          "tools",
          "tools.admin",
          "tools.importing",
          "server",
          "server.tracing"
        }) {
      assertThat(HOUSE.containPackage("org.pinacotheca." + part)).as(part).isTrue();
    }
  }

  @Test
  void theHouseIsReadFromEveryModule() {
    Map<String, String> oneOfEach =
        Map.of(
            "domain", "org.pinacotheca.domain.album.Album",
            "application", "org.pinacotheca.application.Gallery",
            "server", "org.pinacotheca.server.Main");
    assertThat(oneOfEach.values()).allMatch(HOUSE::contain);
  }
}
