package org.pinacotheca.spring;

import org.pinacotheca.application.Gallery;
import org.pinacotheca.embedded.EmbeddedGallery;
import org.pinacotheca.embedded.EmbeddedSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Opens a gallery, with the {@link EmbeddedSettings} bean if there is one. An application with a
 * {@link Gallery} or {@link EmbeddedGallery} of its own keeps it.
 */
@AutoConfiguration
@EnableConfigurationProperties(GalleryProperties.class)
public class GalleryAutoConfiguration {
  /** Called by Spring. */
  public GalleryAutoConfiguration() {}

  /** The gallery, closed with the application. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean({EmbeddedGallery.class, Gallery.class})
  public EmbeddedGallery embeddedGallery(
      GalleryProperties properties, ObjectProvider<EmbeddedSettings> settings) {
    EmbeddedSettings chosen = settings.getIfAvailable(() -> EmbeddedSettings.DEFAULT);
    return properties.inMemory()
        ? EmbeddedGallery.inMemory(chosen)
        : EmbeddedGallery.open(properties.directory(), chosen);
  }

  /** All use cases. */
  @Bean
  @ConditionalOnMissingBean
  public Gallery gallery(EmbeddedGallery embedded) {
    return embedded.useCases();
  }

  /** Both APIs, on request. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("pinacotheca.api.enabled")
  static class Apis {
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ApiServer galleryApiServer(Gallery gallery, GalleryProperties properties) {
      return ApiServer.start(gallery, properties);
    }
  }
}
