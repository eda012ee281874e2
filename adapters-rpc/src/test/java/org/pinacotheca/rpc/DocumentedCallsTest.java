package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.testkit.SamplePictures;

/** The calls that the documentation signs by hand are right. */
class DocumentedCallsTest extends LiveRpcTest {
  private static final Pattern CODE = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern BASE = Pattern.compile("base='([^']*)'");
  private static final Pattern SIGNATURE = Pattern.compile("echo \"\\$sig\" # ([0-9a-f]{32})");
  private static final Pattern PARAMETER =
      Pattern.compile("--(?:data-urlencode|form-string) '([^'=]*)=([^']*)'");

  private List<String> code;

  @BeforeEach
  void readThePage() throws Exception {
    code = new ArrayList<>();
    Matcher matcher = CODE.matcher(Files.readString(Path.of("../docs/signed-rpc.md")));
    while (matcher.find()) {
      code.add(matcher.group(1));
    }
    assertThat(code).hasSize(2);
    assertThat(code.getFirst()).contains("secret=" + LiveRpc.SECRET + "\n");
  }

  @Test
  void theListOfAlbums() throws Exception {
    shelf.album(LiveRpc.OWNER, 2058813);
    RpcReply reply = call(code.getFirst()).post();
    assertThat(reply.json().get(0).get("aid").asText()).isEqualTo("940915667462717");
  }

  @Test
  void theUpload() throws Exception {
    shelf.album(LiveRpc.OWNER, 2058813);
    RpcReply reply = call(code.getLast()).file(SamplePictures.MIDDLE_JPEG).multipart();
    assertThat(reply.fields()).containsEntry("caption", "Under the sunset");
  }

  /** The call with the signature that the page tells, which is of the base that the page tells. */
  private RpcCall call(String block) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = PARAMETER.matcher(block);
    while (matcher.find()) {
      parameters.put(matcher.group(1), matcher.group(2));
    }
    String base =
        parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
    assertThat(only(BASE, block)).isEqualTo(base);
    RpcCall call = new RpcCall(rpc);
    parameters.forEach(call::with);
    return call.with("sig", only(SIGNATURE, block));
  }

  private static String only(Pattern pattern, String block) {
    Matcher matcher = pattern.matcher(block);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }
}
