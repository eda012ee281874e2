package org.pinacotheca.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.sandbox.world.ExampleWorld;
import org.pinacotheca.sandbox.world.ExampleWorld.IssuedToken;
import org.pinacotheca.sandbox.world.PreparedPicture;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;
import org.pinacotheca.testkit.memory.InMemorySecrets;
import org.pinacotheca.testkit.memory.InMemoryStorage;
import org.pinacotheca.testkit.memory.ManualClock;

/**
 * The gallery of a sandbox between two resets, the same for each seed.
 *
 * @param tokens those of the world, one without a scope, and one that ends after 20 minutes
 */
record SandboxGallery(
    long seed,
    ManualClock clock,
    Gallery gallery,
    String adminToken,
    ExampleWorld world,
    List<IssuedToken> tokens,
    PlantedFaults faults,
    RequestLog requests) {
  /** When every sandbox begins. */
  static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

  private static final int ADMIN_TOKEN_DIGITS = 32;
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(366);

  static SandboxGallery of(long seed, SandboxImages images) {
    ManualClock clock = new ManualClock(BEGINNING);
    InMemorySecrets secrets = new InMemorySecrets(seed);
    String adminToken = secrets.randomHex(ADMIN_TOKEN_DIGITS);
    Gallery gallery =
        Gallery.of(
            new InMemoryStorage(clock),
            new InMemoryPictureFiles(clock),
            images,
            secrets,
            GallerySettings.DEFAULT);
    ExampleWorld world = ExampleWorld.create(gallery, PreparedPicture.all(), TOKEN_LIFETIME);
    List<IssuedToken> tokens =
        List.of(
            world.ownerToken(),
            world.viewerToken(),
            world.managerToken(),
            ExampleWorld.issue(
                gallery, world.owner(), world.application(), Set.of(), TOKEN_LIFETIME),
            ExampleWorld.issue(
                gallery,
                world.viewer(),
                world.application(),
                Set.of(Scope.values()),
                GallerySettings.DEFAULT.accessTokenLifetime()));
    return new SandboxGallery(
        seed,
        clock,
        gallery,
        adminToken,
        world,
        tokens,
        new PlantedFaults(),
        new RequestLog(clock));
  }
}
