package org.pinacotheca.rpc.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the parameters of a request from query and body, and enforces the limits. Used by one
 * thread at a time.
 */
final class ParameterCollector {
  static final int NAME_BYTES_MAX = 256;

  private final RequestLimits limits;
  private final List<RpcParameter> parameters = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  ParameterCollector(RequestLimits limits) {
    this.limits = limits;
  }

  void add(String name, byte[] value) throws MalformedRequest {
    if (value.length > limits.textBytesMax()) {
      throw new MalformedRequest("A parameter is longer than " + limits.textBytesMax() + " bytes.");
    }
    add(name, utf8(value));
  }

  private void add(String name, String value) throws MalformedRequest {
    RpcParameter parameter = new RpcParameter(name, value);
    if (!names.add(parameter.canonicalName())) {
      throw new MalformedRequest("The parameter " + name + " is given twice.");
    }
    if (parameters.size() == limits.parametersMax()) {
      throw new MalformedRequest("There are more than " + limits.parametersMax() + " parameters.");
    }
    parameters.add(parameter);
  }

  List<RpcParameter> parameters() {
    return List.copyOf(parameters);
  }

  /**
   * A name or value as text; malformed UTF-8 is refused, because its signature would be ambiguous.
   */
  static String utf8(byte[] bytes) throws MalformedRequest {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRequest("A parameter is not UTF-8 text.");
    }
  }

  static String name(byte[] bytes) throws MalformedRequest {
    if (bytes.length > NAME_BYTES_MAX) {
      throw new MalformedRequest("A parameter's name is longer than " + NAME_BYTES_MAX + " bytes.");
    }
    return utf8(bytes);
  }
}
