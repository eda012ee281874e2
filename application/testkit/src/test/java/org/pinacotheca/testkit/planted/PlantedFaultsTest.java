package org.pinacotheca.testkit.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.contract.ImageProcessorContract;
import org.pinacotheca.testkit.contract.PictureFilesContract;
import org.pinacotheca.testkit.contract.SecretsContract;
import org.pinacotheca.testkit.contract.StorageContract;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** The contracts find every planted fault, and nothing where there is none. */
class PlantedFaultsTest {
  private static final Consumer<Parts> NO_FAULT = parts -> {};

  /** Plants into each gallery that a contract makes; one contract runs at a time. */
  private static volatile Consumer<Parts> plant = NO_FAULT;

  @ParameterizedTest
  @EnumSource
  void theContractFindsTheFault(PlantedFault fault) {
    TestExecutionSummary working = run(fault, NO_FAULT);
    assertThat(working.getTestsSucceededCount()).as("passes without the fault").isEqualTo(1);
    TestExecutionSummary faulty = run(fault, fault::plantIn);
    assertThat(faulty.getTestsFailedCount()).as("fails with the fault").isEqualTo(1);
  }

  @Test
  void thereAreAtLeastForty() {
    assertThat(PlantedFault.values()).hasSizeGreaterThanOrEqualTo(40);
  }

  private static TestExecutionSummary run(PlantedFault fault, Consumer<Parts> planted) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(fault.contract(), fault.test()))
            .build();
    LauncherConfig onlyEngines =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    plant = planted;
    try {
      LauncherFactory.create(onlyEngines).execute(request, listener);
    } finally {
      plant = NO_FAULT;
    }
    return listener.getSummary();
  }

  private static Parts parts() {
    Parts parts = new Parts();
    plant.accept(parts);
    return parts;
  }

  static class FaultyStorage extends StorageContract {
    private final Parts parts = parts();

    @Override
    protected UnitOfWork storage() {
      return parts.storage();
    }
  }

  static class FaultyFiles extends PictureFilesContract {
    private final Parts parts = parts();

    @Override
    protected PictureFiles files() {
      return parts.files();
    }
  }

  static class FaultyImages extends ImageProcessorContract {
    private final Parts parts = parts();

    @Override
    protected ImageProcessor processor() {
      return parts.images();
    }
  }

  static class FaultySecrets extends SecretsContract {
    @Override
    protected Secrets secrets() {
      return parts().secrets();
    }
  }

  static class FaultyGallery extends GalleryContract {
    @Override
    protected TestedGallery gallery(Commission commission) {
      return parts().gallery(commission);
    }
  }
}
