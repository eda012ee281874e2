package org.pinacotheca.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What an embedding program sees has Javadoc: each public type and method of these packages. */
class PublicJavadocTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final List<String> PACKAGES =
      List.of(
          "application/src/main/java/org/pinacotheca/application/api",
          "application/src/main/java/org/pinacotheca/application/spi",
          "application/embedded/src/main/java/org/pinacotheca/embedded");

  @Test
  void everyPublicTypeAndMethodIsDocumented() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<JavaFileObject> sources = new ArrayList<>();
      files.getJavaFileObjectsFromPaths(sources()).forEach(sources::add);
      assertThat(sources).hasSizeGreaterThan(100);
      assertThat(undocumented(compiler, sources)).isEmpty();
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String directory : PACKAGES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
        files.filter(it -> it.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  @Test
  void plantedGapsAreFound() throws IOException {
    String source =
        """
        /** A type. */
        public interface Planted {
          void bare();
          /** A method. */
          void documented();
          class Bare {
            public void ofBare() {}
            void hidden() {}
          }
          /** A record. */
          record Value(int number) {
            public Value {}
            @Override public String toString() { return ""; }
            public int twice() { return 2 * number; }
          }
        }
        """;
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("mem:/Planted.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    assertThat(undocumented(ToolProvider.getSystemJavaCompiler(), List.of(file)))
        .containsExactly("Planted.bare", "Bare", "Bare.ofBare", "Value.twice");
  }

  private static List<String> undocumented(JavaCompiler compiler, List<JavaFileObject> sources)
      throws IOException {
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
    Gaps gaps = new Gaps(DocTrees.instance(task));
    for (CompilationUnitTree unit : task.parse()) {
      gaps.scan(unit, null);
    }
    return gaps.found;
  }

  private static final class Gaps extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final List<String> found = new ArrayList<>();

    private Gaps(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!isPublic(type.getModifiers().getFlags())) {
        return null;
      }
      check(type.getSimpleName().toString());
      return super.visitClass(type, nothing);
    }

    /** Components are documented with their record, and what overrides with what it overrides. */
    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
      boolean isOfRecord =
          type.getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(it -> it.getAnnotationType().toString().equals("Override"));
      if (isPublic(method.getModifiers().getFlags()) && !isOfRecord && !overrides) {
        check(type.getSimpleName() + "." + method.getName());
      }
      return null;
    }

    private boolean isPublic(Set<Modifier> modifiers) {
      boolean isOfInterface =
          getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
      return modifiers.contains(Modifier.PUBLIC)
          || (isOfInterface && !modifiers.contains(Modifier.PRIVATE));
    }

    private void check(String name) {
      if (docs.getDocCommentTree(getCurrentPath()) == null) {
        found.add(name);
      }
    }
  }
}
