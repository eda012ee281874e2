import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.testkit.contract.SecretsContract;
import org.pinacotheca.testkit.memory.InMemorySecrets;

class MySecretsTest extends SecretsContract {
  @Override
  protected Secrets secrets() {
    return new InMemorySecrets(7);
  }
}
