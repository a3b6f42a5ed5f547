package dev.reeve.agents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Nouns are pure, verbs are Flink; agents do not know features. */
@AnalyzeClasses(packages = "dev.reeve.agents", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NOUNS_ARE_PURE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..flink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..")
          .because("a noun runs in a notebook, a command or a backfill: move state to flink");

  @ArchTest
  static final ArchRule AGENTS_DO_NOT_KNOW_FEATURES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.reeve.features..")
          .because("they meet in schemas: put the shared type there");

  @ArchTest
  static final ArchRule EVERY_CLASS_HAS_A_NAME_OF_ITS_OWN =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Common)$")
          .because("a thing without a name is a concept not yet understood: name it");
}
