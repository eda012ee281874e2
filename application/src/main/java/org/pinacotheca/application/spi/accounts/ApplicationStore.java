package org.pinacotheca.application.spi.accounts;

import java.util.Optional;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;

/**
 * The applications; keys are unique. Their secrets are kept encrypted, because signatures need them
 * back.
 */
public interface ApplicationStore {
  /** The application of this key. */
  Optional<ClientApplication> find(ApiKey key);

  /** Adds an application, whose key is new. */
  void add(ClientApplication application);

  /**
   * The applications whose name contains the part, in upper or lower case, by key; all of them for
   * the empty text.
   */
  Page<ClientApplication> search(String part, PageRequest page);
}
