package org.pinacotheca.testkit.memory;

import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.testkit.contract.SecretsContract;

class InMemorySecretsTest extends SecretsContract {
  @Override
  protected Secrets secrets() {
    return new InMemorySecrets(1839);
  }
}
