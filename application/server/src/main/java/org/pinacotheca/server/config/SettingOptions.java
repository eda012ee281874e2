package org.pinacotheca.server.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings as command line options. */
public final class SettingOptions {
  private static final String CONFIG_OPTION = "--config";

  private SettingOptions() {}

  /** The option of a setting. */
  public static OptionSpec option(ServerSetting setting) {
    String standard = setting.standard().isEmpty() ? "" : " (default: " + setting.standard() + ")";
    return OptionSpec.builder(setting.option())
        .type(String.class)
        .paramLabel(setting.placeholder())
        .description(setting.meaning() + standard)
        .build();
  }

  /** The option that names the configuration file. */
  public static OptionSpec configFile() {
    return OptionSpec.builder(CONFIG_OPTION)
        .type(String.class)
        .paramLabel("FILE")
        .description("configuration file (environment: " + SettingSources.CONFIG_VARIABLE + ")")
        .build();
  }

  /** The settings of a command, from its options, the environment and the configuration file. */
  public static ServerConfig config(ParseResult command, Map<String, String> environment) {
    Optional<String> configFile =
        command.hasMatchedOption(CONFIG_OPTION)
            ? Optional.of(command.matchedOptionValue(CONFIG_OPTION, ""))
            : Optional.empty();
    return ServerConfig.of(SettingSources.of(chosen(command), configFile, environment));
  }

  /** The settings among the options of this command line. */
  public static Map<ServerSetting, String> chosen(ParseResult command) {
    Map<ServerSetting, String> chosen = new EnumMap<>(ServerSetting.class);
    for (ServerSetting setting : ServerSetting.values()) {
      if (command.hasMatchedOption(setting.option())) {
        chosen.put(setting, command.matchedOptionValue(setting.option(), ""));
      }
    }
    return chosen;
  }
}
