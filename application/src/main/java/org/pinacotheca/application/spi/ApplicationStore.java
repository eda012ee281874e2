package org.pinacotheca.application.spi;

import java.util.Optional;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.ClientApplication;

/**
 * The applications; keys are unique. Their secrets are kept encrypted, because signatures need them
 * back.
 */
public interface ApplicationStore {
  Optional<ClientApplication> find(ApiKey key);

  void add(ClientApplication application);
}
