package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpoolRoom;

class SignatureProperties {
  private static final String SECRET = "an application's secret";
  private static Path directory = Path.of("");

  @BeforeContainer
  static void makeSpool() throws Exception {
    directory = Files.createTempDirectory("rpc-signature");
  }

  @AfterContainer
  static void removeSpool() throws Exception {
    Files.delete(directory);
  }

  @Property
  void theOrderOfParametersDoesNotMatter(
      @ForAll("calls") List<RpcParameter> call, @ForAll Random random) {
    List<RpcParameter> shuffled = new ArrayList<>(call);
    Collections.shuffle(shuffled, random);
    assertThat(Signature.of(shuffled, SECRET)).isEqualTo(Signature.of(call, SECRET));
  }

  @Property
  void whereParametersStandDoesNotMatter(
      @ForAll("calls") List<RpcParameter> call, @ForAll Random random) throws Exception {
    List<RpcParameter> query = new ArrayList<>();
    List<RpcParameter> form = new ArrayList<>();
    List<RpcParameter> parts = new ArrayList<>();
    call.forEach(parameter -> List.of(query, form, parts).get(random.nextInt(3)).add(parameter));

    ParameterCollector collector = new ParameterCollector(RequestLimits.STANDARD);
    FormDecoder.decode(urlencoded(query), collector);
    FormDecoder.decode(urlencoded(form).getBytes(StandardCharsets.UTF_8), collector);
    MultipartBody body =
        new MultipartBody().part("Content-Disposition: form-data; filename=x", new byte[9]);
    parts.forEach(part -> body.text(part.name(), part.value()));
    Spool spool = new Spool(directory, SpoolRoom.unlimited());
    new MultipartReader(RequestLimits.STANDARD, spool, collector)
        .read(
            new ByteArrayInputStream(body.end()),
            "multipart/form-data; boundary=" + MultipartBody.BOUNDARY)
        .orElseThrow()
        .close();

    assertThat(collector.parameters()).containsExactlyInAnyOrderElementsOf(call);
    assertThat(Signature.of(collector.parameters(), SECRET)).isEqualTo(Signature.of(call, SECRET));
  }

  @Property
  void anotherValueHasAnotherSignature(
      @ForAll("calls") List<RpcParameter> call, @ForAll Random random) {
    List<RpcParameter> changed = new ArrayList<>(call);
    int index = random.nextInt(call.size());
    RpcParameter old = call.get(index);
    changed.set(index, new RpcParameter(old.name(), old.value() + "x"));
    List<RpcParameter> signed = new ArrayList<>(changed);
    signed.add(new RpcParameter("sig", Signature.of(call, SECRET)));
    assertThat(Signature.isRight(signed, SECRET)).isFalse();
  }

  @Provide
  Arbitrary<List<RpcParameter>> calls() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars('_', '.', 'ö')
            .ofMinLength(1)
            .ofMaxLength(8);
    Arbitrary<String> values =
        Arbitraries.strings()
            .ascii()
            .withChars('ö', '\u2028', '中', '+', '%', '&', '=', ';', '\r', '\n', '-')
            .ofMaxLength(20);
    return Arbitraries.maps(names, values)
        .ofMinSize(1)
        .ofMaxSize(10)
        .filter(map -> map.keySet().stream().noneMatch(List.of("sig", "apiSig", "data")::contains))
        .map(SignatureProperties::call);
  }

  private static List<RpcParameter> call(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> new RpcParameter(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String urlencoded(List<RpcParameter> parameters) {
    List<String> pairs =
        parameters.stream()
            .map(parameter -> escaped(parameter.name()) + "=" + escaped(parameter.value()))
            .toList();
    return String.join("&", pairs);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
