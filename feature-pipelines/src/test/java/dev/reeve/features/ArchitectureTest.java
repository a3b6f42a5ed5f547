package dev.reeve.features;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Are nouns pure and verbs Flink, and do features and agents meet in schemas alone? */
@AnalyzeClasses(
    packages = "dev.reeve.features",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NOUNS_ARE_PURE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.reeve.features.flink")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..")
          .because("nouns run in tests, notebooks and commands; put state and output into flink");

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_KNOW_AGENTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reeve.agents..", "dev.reeve.jobs..", "dev.reeve.control..")
          .because("features and agents meet in schemas; move what both need there");

  @ArchTest
  static final ArchRule CONCEPTS_HAVE_NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Common)$")
          .because("a thing without a name is a concept not yet understood");

  @ArchTest
  static final ArchRule NO_CLOCK_AND_NO_DICE =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.UUID")
          .because("the same events give the same features in every run");

  @ArchTest
  static final ArchRule VERBS_ARE_FLINK =
      classes()
          .that()
          .resideInAPackage("dev.reeve.features.flink")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("dev.reeve.features.flink")
          .because("nouns do not know the functions that call them");
}
