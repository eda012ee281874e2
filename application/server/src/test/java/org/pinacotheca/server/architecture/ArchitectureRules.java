package org.pinacotheca.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The architecture rules, as whitelists: what each part may depend on. */
final class ArchitectureRules {
  private static final String BASE = "org.pinacotheca";
  private static final String DOMAIN = BASE + ".domain..";
  private static final String APPLICATION = BASE + ".application";
  private static final String[] CORE = {DOMAIN, APPLICATION + ".."};

  /** The packages of the use cases, which are not exported. */
  private static final String[] USE_CASES = {
    APPLICATION,
    APPLICATION + ".access",
    APPLICATION + ".accounts",
    APPLICATION + ".albums",
    APPLICATION + ".cache",
    APPLICATION + ".installation",
    APPLICATION + ".operations",
    APPLICATION + ".pictures",
    APPLICATION + ".selling",
    APPLICATION + ".sharing"
  };

  private static final String NULLNESS = "org.jspecify.annotations";
  private static final String[] PLATFORM_OF_THE_CORE = {
    "java.io",
    "java.lang..",
    "java.math",
    "java.net",
    "java.nio.channels",
    "java.nio.charset",
    "java.security",
    "java.time",
    "java.util..",
  };
  private static final String[] PLATFORM = {"java..", "javax.."};

  private ArchitectureRules() {}

  /** All rules by name. */
  static Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put(
        "the domain knows itself and the platform", only(DOMAIN, PLATFORM_OF_THE_CORE, DOMAIN));
    rules.put(
        "use cases know the domain and both kinds of port",
        only(
            USE_CASES,
            PLATFORM_OF_THE_CORE,
            and(USE_CASES, APPLICATION + ".api..", APPLICATION + ".spi..", DOMAIN)));
    rules.put(
        "what claims the media store knows both kinds of port",
        only(
            APPLICATION + ".installation",
            PLATFORM_OF_THE_CORE,
            APPLICATION + ".api..",
            APPLICATION + ".installation",
            APPLICATION + ".spi..",
            DOMAIN));
    rules.put(
        "driving ports know the domain",
        only(APPLICATION + ".api..", PLATFORM_OF_THE_CORE, APPLICATION + ".api..", DOMAIN));
    rules.put(
        "driven ports know the domain",
        only(APPLICATION + ".spi..", PLATFORM_OF_THE_CORE, APPLICATION + ".spi..", DOMAIN));
    rules.put(
        "transport knows neither API and nothing of the core but the domain",
        only(
            BASE + ".transport",
            PLATFORM,
            BASE + ".transport",
            DOMAIN,
            "io.vertx.core..",
            "io.netty.buffer",
            "io.netty.channel..",
            "io.netty.handler.codec..",
            "io.netty.util.concurrent",
            "org.slf4j"));
    rules.put(
        "the REST API knows the driving ports",
        only(
            BASE + ".http..",
            PLATFORM,
            BASE + ".http..",
            APPLICATION,
            APPLICATION + ".api..",
            BASE + ".transport",
            DOMAIN,
            "io.vertx..",
            "io.netty.buffer",
            "io.netty.channel",
            "io.netty.channel.socket",
            "io.netty.handler.codec..",
            "io.netty.util.concurrent",
            "com.fasterxml.jackson..",
            "com.github.benmanes.caffeine..",
            "org.slf4j"));
    rules.put(
        "the RPC API knows the driving ports",
        only(
            BASE + ".rpc..",
            PLATFORM,
            BASE + ".rpc..",
            APPLICATION,
            APPLICATION + ".api..",
            BASE + ".transport",
            DOMAIN,
            "io.vertx..",
            "io.netty.channel",
            "io.netty.handler.codec",
            "com.fasterxml.jackson..",
            "org.apache.james.mime4j..",
            "org.slf4j"));
    rules.put(
        "image processing knows the driven ports",
        only(
            BASE + ".images..",
            PLATFORM,
            BASE + ".images..",
            APPLICATION + ".spi..",
            DOMAIN,
            "org.bytedeco..",
            "com.sun.management"));
    rules.put(
        "persistence knows the driven ports",
        only(
            BASE + ".persistence..",
            PLATFORM,
            BASE + ".persistence..",
            APPLICATION + ".spi..",
            DOMAIN,
            "org.jdbi..",
            "com.zaxxer.hikari..",
            "com.password4j..",
            "org.hsqldb..",
            "org.slf4j"));
    rules.put(
        "the S3 store knows the driven ports",
        only(
            BASE + ".s3",
            PLATFORM,
            BASE + ".s3",
            APPLICATION + ".spi..",
            DOMAIN,
            "software.amazon.awssdk..",
            "org.slf4j"));
    rules.put(
        "the embedded gallery knows the core, persistence and images",
        only(
            BASE + ".embedded..",
            PLATFORM,
            BASE + ".embedded..",
            APPLICATION,
            APPLICATION + ".api..",
            APPLICATION + ".spi..",
            BASE + ".images",
            BASE + ".images.admission",
            BASE + ".persistence.crypto",
            BASE + ".persistence.disk",
            BASE + ".persistence.jdbi",
            DOMAIN,
            "org.slf4j"));
    rules.put(
        "the test-kit knows the core and the test engines",
        only(
            BASE + ".testkit..",
            PLATFORM,
            BASE + ".testkit..",
            APPLICATION,
            APPLICATION + ".api..",
            APPLICATION + ".spi..",
            DOMAIN,
            "net.jqwik.api..",
            "org.junit.jupiter.api..",
            "org.junit.platform.engine",
            "org.assertj.core..",
            "org.opentest4j"));
    rules.put(
        "the sandbox knows the core, the gallery in memory, both APIs and JUnit",
        only(
            BASE + ".sandbox..",
            PLATFORM,
            BASE + ".sandbox..",
            BASE + ".testkit.memory",
            BASE + ".http..",
            BASE + ".rpc..",
            BASE + ".transport",
            BASE + ".images",
            APPLICATION,
            APPLICATION + ".api..",
            APPLICATION + ".spi..",
            DOMAIN,
            "io.vertx..",
            "io.netty.buffer",
            "io.netty.channel",
            "io.netty.handler.codec.http",
            "com.fasterxml.jackson..",
            "org.junit.jupiter.api.extension"));
    rules.put(
        "of the sandbox, only the extension of JUnit knows JUnit",
        noClasses()
            .that()
            .resideInAPackage(BASE + ".sandbox..")
            .and()
            .doNotHaveSimpleName("GallerySandbox")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit.."));
    rules.put(
        "tools know the domain, and a server through HTTP",
        only(
            BASE + ".tools..",
            PLATFORM,
            BASE + ".tools..",
            DOMAIN,
            "com.fasterxml.jackson..",
            "me.tongfei.progressbar",
            "org.jline.utils",
            "picocli"));
    rules.put(
        "only the traces of the server know OpenTelemetry",
        noClasses()
            .that()
            .resideInAPackage(BASE + "..")
            .and()
            .resideOutsideOfPackage(BASE + ".server.tracing")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry.."));
    rules.put("the core has no clock of its own", noClock());
    rules.put("the core has no dice, environment or threads of its own", noEnvironment());
    rules.put(
        "the core has no variables that are shared by all",
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .and()
            .areStatic()
            .should()
            .beFinal());
    rules.put(
        "domain packages have an order",
        slices().matching(BASE + ".domain.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the core have an order",
        slices().matching(BASE + ".application.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the REST API have an order",
        slices().matching(BASE + ".http.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the signed RPC have an order",
        slices().matching(BASE + ".rpc.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the image processing have an order",
        slices().matching(BASE + ".images.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the persistence have an order",
        slices().matching(BASE + ".persistence.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the databases have an order",
        slices().matching(BASE + ".persistence.jdbi.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the test-kit have an order",
        slices().matching(BASE + ".testkit.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the tools have an order",
        slices().matching(BASE + ".tools.(*)..").should().beFreeOfCycles());
    rules.put(
        "parts of the program have an order",
        slices().matching(BASE + ".server.(*)..").should().beFreeOfCycles());
    return rules;
  }

  private static String[] and(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static ArchRule only(String part, String[] platform, String... ours) {
    return only(new String[] {part}, platform, ours);
  }

  private static ArchRule only(String[] parts, String[] platform, String... ours) {
    String[] allowed = new String[platform.length + ours.length + 1];
    System.arraycopy(platform, 0, allowed, 0, platform.length);
    System.arraycopy(ours, 0, allowed, platform.length, ours.length);
    allowed[allowed.length - 1] = NULLNESS;
    return classes()
        .that()
        .resideInAnyPackage(parts)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(arrays()));
  }

  private static com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaClass>
      arrays() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "arrays of primitives",
        type -> type.isArray() && type.getBaseComponentType().isPrimitive());
  }

  private static ArchRule noClock() {
    return noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, InstantSource.class);
  }

  private static ArchRule noEnvironment() {
    return noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            System.class,
            Runtime.class,
            Thread.class,
            Random.class,
            UUID.class,
            java.security.SecureRandom.class)
        .orShould()
        .callMethod(Math.class, "random");
  }
}
