package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.http.settings.IdentityProvider;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;

/** The error messages and the help of the command line. */
class CommandLineTest {
  @TempDir Path directory;

  record Run(int status, String out, String err) {}

  static Run run(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            arguments,
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static void assertMisused(Run run, String... words) {
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("pinacotheca: ").contains(words);
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    assertThat(run(Map.of(), "--help").out()).contains("serve", "demo");
    assertThat(run(Map.of(), "serve", "--help").out())
        .contains("--port", "--data", "PINACOTHECA_ADMIN_TOKEN");
    assertThat(run(Map.of(), "--version").out()).matches("Pinacotheca \\d+\\.\\d+\\.\\d+\\s+");
  }

  @Test
  void noCommandPrintsTheHelpAndFails() {
    Run run = run(Map.of());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("serve", "demo");
  }

  @Test
  void anUnknownOptionOrCommandIsNamed() {
    assertMisused(run(Map.of(), "serve", "--prot", "1"), "unknown option '--prot'");
    assertMisused(run(Map.of(), "sreve"), "'sreve'");
    assertMisused(
        run(Map.of(), "serve", "--publc-url", "x"), "did you mean '--public-url'?", "serve --help");
    assertMisused(
        run(Map.of(), "admin", "members", "add", "--nicknme", "olivia"),
        "unknown option '--nicknme'",
        "did you mean '--nickname'?",
        "'pinacotheca admin members add --help'");
    assertMisused(run(Map.of(), "admin", "members", "ad"), "did you mean 'add'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port|abc|--port must be a whole number between 0 and 65535, not 'abc'",
        "--port|65536|--port must be a whole number between 0 and 65535",
        "--log-format|xml|--log-format must be text or json, not 'xml'",
        "--database|jdbc:oracle:x|--database must be a URL like jdbc:postgresql:",
        "--public-url|gallery|--public-url must be an address like https://",
        "--media|ftp://host/pictures|--media must be a directory or s3://BUCKET",
        "--media|s3://Bucket|--media: the bucket of an S3 store has 3-63",
        "--traces|ftp://host|--traces must be an address like http://127.0.0.1:4318",
        "--traces|http://me:secret@host|--traces must be an address like http://127.0.0.1:4318",
        "--cors-origins|*|--cors-origins must be origins",
        "--trusted-proxies|300.1.1.1|--trusted-proxies: an address range is like",
        "--commission|100.01|--commission must be a percentage from 0 to 100",
        "--commission|2.555|--commission must be a percentage from 0 to 100",
        "--album-pictures-max|0|--album-pictures-max must be a whole number between 1 and 10000",
        "--album-pictures-max|10001|--album-pictures-max must be a whole number between 1 and"
            + " 10000",
        "--commission|-1|--commission must be a percentage from 0 to 100",
        "--rate-member|-1|--rate-member must be a whole number between 0 and",
        "--token-issuer|http://a.test|--token-issuer must be an address with https",
        "--token-audience|gallery|--token-issuer must be an address with https",
        "--token-issuer|https://a.test|--token-audience must be what the provider's",
        "--registration|closed|--registration must be invited or open",
        "--credits-url|https://a.test|--credits-url needs PINACOTHECA_CREDITS_SECRET",
        "--wait-max|0|--wait-max must be a whole number between 1 and"
      })
  void aBadValueIsReportedInOneLine(String option, String value, String message) {
    assertMisused(run(Map.of(), "serve", option, value), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin members add|Missing required option: '--nickname=NAME'",
        "admin members add --nickname a --id b|'b' is not a whole number",
        "admin credits grant --user 1 --amount x --reference r|'x' is not a number like 20.00",
        "admin pictures moderate 5|--safe | --unsafe | --remove",
        "admin pictures moderate 5 --safe --remove|mutually exclusive",
        "admin tokens revoke --token-file nowhere|there is no file 'nowhere'",
        "admin members add --nickname a --url gallery|--url must be an address like http://",
        "backup|Missing required parameter: 'FILE'",
        "admin groups replace --name a --manager 1|Missing required parameter: 'GROUP'",
        "import /does/not/exist|is no directory",
        "import . --user 1|--user ID and --application KEY come together",
        "import .|Give --user ID and --application KEY",
        "import . --parallel 9|--parallel must be 1 to 4, not 9"
      })
  void aWrongArgumentSaysWhatWouldBeRight(String line) {
    int bar = line.indexOf('|');
    assertMisused(run(Map.of(), line.substring(0, bar).split(" ", -1)), line.substring(bar + 1));
  }

  @Test
  void everyCommandHasAHelpWithAnExampleThatItUnderstands() {
    assertHelps(new picocli.CommandLine(Main.commands()), "");
  }

  private static void assertHelps(picocli.CommandLine command, String path) {
    String[] help = (path + " --help").strip().split(" ", -1);
    Run run = run(Map.of(), help);
    assertThat(run.status()).as(path).isZero();
    assertThat(run.out()).as(path).contains("Usage: pinacotheca" + path);
    List<String> examples =
        run.out().lines().filter(line -> line.startsWith("  pinacotheca ")).toList();
    if (!List.of("", " serve", " demo").contains(path)) {
      assertThat(examples).as(path).isNotEmpty();
    }
    for (String example : examples) {
      String[] words =
          example.replaceFirst(" > .*", "").strip().split(" (?=(?:[^']*'[^']*')*[^']*$)", -1);
      String[] arguments = Arrays.copyOfRange(words, 1, words.length);
      new picocli.CommandLine(Main.commands()).parseArgs(arguments);
    }
    command.getSubcommands().forEach((name, below) -> assertHelps(below, path + " " + name));
  }

  @Test
  void theCompletionScriptIsOneThatBashUnderstands() throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("completion"), run(Map.of(), "generate-completion").out());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source '"
                    + script
                    + "'; COMP_WORDS=(pinacotheca admin mem); COMP_CWORD=2;"
                    + " _complete_pinacotheca; echo \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo("members");
  }

  @Test
  void whatIsNotThereIsReportedWithWhatToDo() {
    String data = directory.resolve("data").toString();
    assertFails(
        run(Map.of(), "admin", "audit", "list", "--data", data),
        "there is no admin token",
        "--admin-token-file",
        "PINACOTHECA_ADMIN_TOKEN");
    assertFails(
        run(
            Map.of("PINACOTHECA_ADMIN_TOKEN", "a-token-for-tests-only"),
            "admin",
            "audit",
            "list",
            "--url",
            "http://127.0.0.1:1"),
        "no server listens on http://127.0.0.1:1",
        "pinacotheca serve");
    assertFails(run(Map.of(), "backup", data + ".tar", "--data", data), "there is no installation");
    assertFails(run(Map.of(), "restore", data + ".tar", "--data", data), "there is no '");
    assertThat(Path.of(data)).doesNotExist();
  }

  @Test
  void anInstallationOnPostgresqlIsNotBackedUpHere() {
    Run run =
        run(
            Map.of("PINACOTHECA_DATABASE", "jdbc:postgresql://127.0.0.1/gallery"),
            "backup",
            directory.resolve("backup.tar").toString());
    assertFails(run, "pg_dump", "bucket versioning", "master key");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anInstallationWithItsPicturesInAStoreIsNotBackedUpHere() {
    Run run =
        run(
            Map.of("PINACOTHECA_MEDIA", "s3://gallery-pictures/media?region=eu-central-1"),
            "backup",
            directory.resolve("backup.tar").toString());
    assertFails(run, "object store", "bucket versioning", "DIR");
    assertThat(directory).isEmptyDirectory();
  }

  private static void assertFails(Run run, String... words) {
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("pinacotheca: ").contains(words);
  }

  @Test
  void aSecretThatCannotBeUsedIsNotShown() {
    Run run =
        run(
            Map.of("PINACOTHECA_ADMIN_TOKEN", "too short"),
            "serve",
            "--data",
            directory.toString());
    assertMisused(run, "PINACOTHECA_ADMIN_TOKEN must be");
    assertThat(run.err()).doesNotContain("too short");
    run = run(Map.of("PINACOTHECA_MASTER_KEY", "0123abcd"), "serve");
    assertMisused(run, "PINACOTHECA_MASTER_KEY must be 64 lower-case hexadecimal digits");
    assertThat(run.err()).doesNotContain("0123abcd");
  }

  @Test
  void anUnusableDirectoryIsReportedInOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    assertMisused(run(Map.of(), "serve", "--port", "0", "--data", file.toString()), "file");
    assertMisused(
        run(Map.of(), "serve", "--port", "0", "--data", file.resolve("below").toString()), "below");
  }

  @Test
  void anUnusableDirectoryForPicturesIsReportedInOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    String data = directory.resolve("data").toString();
    String media = file.resolve("below").toString();
    assertMisused(
        run(Map.of(), "serve", "--port", "0", "--data", data, "--media", media),
        "cannot be used for pictures");
  }

  @Test
  void aPortInUseFails() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Run run =
          run(Map.of(), "serve", "--data", directory.resolve("data").toString(), "--port", port);
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().strip().lines()).hasSize(1);
      assertThat(run.err()).contains(port).contains("in use");
    }
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentOverTheFile() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("settings"),
            "port=1\nhost=192.0.2.1\nrequests-max=7\ncommission=12.5\n"
                + "rate-member=600\ntoken-issuer=https://a.test\ntoken-audience=gallery\n");
    SettingSources sources =
        SettingSources.of(
            Map.of(ServerSetting.PORT, "3"),
            java.util.Optional.of(file.toString()),
            Map.of("PINACOTHECA_PORT", "2", "PINACOTHECA_HOST", "192.0.2.2"));
    ServerConfig config = ServerConfig.of(sources);
    assertThat(config.port()).isEqualTo(3);
    assertThat(config.host()).isEqualTo("192.0.2.2");
    assertThat(config.requestsMax()).isEqualTo(7);
    assertThat(config.commission()).isEqualTo(new Commission(1250));
    assertThat(config.imageQueueMax()).isEqualTo(64);
    assertThat(config.rates()).isEqualTo(new RateSettings(0, 600, 0, 6000, 60_000));
    assertThat(config.identityProvider())
        .contains(
            new IdentityProvider("https://a.test", "gallery", java.util.Optional.empty(), "sub"));
  }

  @Test
  void anUnknownSettingInTheFileIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("settings"), "prot=1\n");
    assertMisused(run(Map.of(), "serve", "--config", file.toString()), "unknown setting 'prot'");
    assertMisused(
        run(Map.of("PINACOTHECA_CONFIG", directory.resolve("none").toString()), "serve"),
        "no such file");
  }
}
