package org.pinacotheca.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The sources of settings, in order of precedence: command line, environment, configuration file,
 * defaults.
 */
public record SettingSources(
    Map<ServerSetting, String> commandLine,
    Map<String, String> environment,
    Map<ServerSetting, String> file) {
  public static final String CONFIG_VARIABLE = "PINACOTHECA_CONFIG";

  public SettingSources {
    commandLine = Map.copyOf(commandLine);
    environment = Map.copyOf(environment);
    file = Map.copyOf(file);
  }

  /**
   * Combines the sources; the command line or else the environment names the configuration file.
   *
   * @throws BadSettingException when the file cannot be read or names an unknown setting
   */
  public static SettingSources of(
      Map<ServerSetting, String> commandLine,
      Optional<String> configFile,
      Map<String, String> environment) {
    Optional<String> chosen =
        configFile.or(() -> Optional.ofNullable(environment.get(CONFIG_VARIABLE)));
    return new SettingSources(
        commandLine, environment, chosen.map(SettingSources::read).orElse(Map.of()));
  }

  private static Map<ServerSetting, String> read(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadSettingException(
          "cannot read the configuration file '" + file + "': " + reason(e));
    }
    Map<ServerSetting, String> values = new EnumMap<>(ServerSetting.class);
    for (String word : properties.stringPropertyNames()) {
      ServerSetting setting =
          ServerSetting.ofWord(word)
              .orElseThrow(() ->
                  new BadSettingException(
                      "the configuration file '"
                          + file
                          + "' names an unknown setting '"
                          + word
                          + "'; see 'pinacotheca serve --help' for all of them"));
      values.put(setting, properties.getProperty(word));
    }
    return values;
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }

  /** The effective value; empty when not set and without a default. */
  String value(ServerSetting setting) {
    String chosen = commandLine.get(setting);
    if (chosen == null) {
      chosen = environment.get(setting.variable());
    }
    if (chosen == null) {
      chosen = file.get(setting);
    }
    return chosen == null ? setting.standard() : chosen.strip();
  }
}
