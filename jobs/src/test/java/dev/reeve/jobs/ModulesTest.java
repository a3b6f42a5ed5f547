package dev.reeve.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Do the modules know only those that they may know? */
@AnalyzeClasses(packages = "dev.reeve", importOptions = DoNotIncludeTests.class)
class ModulesTest {

  @ArchTest
  static final ArchRule schemasKnowNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.schema..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reeve.features..", "dev.reeve.agents..", "dev.reeve.jobs..")
          .because("schemas holds the contracts that the others meet in");

  @ArchTest
  static final ArchRule featuresDoNotKnowAgents =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.features..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reeve.agents..", "dev.reeve.jobs..")
          .because("features and agents meet in schemas; jobs wires them");

  @ArchTest
  static final ArchRule agentsDoNotKnowFeatures =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.agents..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reeve.features..", "dev.reeve.jobs..")
          .because("features and agents meet in schemas; jobs wires them");

  @ArchTest
  static final ArchRule jobsKnowNoServersAndNoCommands =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reeve.local..", "dev.reeve.control..")
          .because("a job runs on any cluster");

  @ArchTest
  static final ArchRule nounsOfOptionsKnowNoStreams =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.jobs.options..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink.streaming..", "org.apache.flink.runtime..")
          .because("options are read before anything starts");

  @ArchTest
  static final ArchRule everythingHasANameOfItsOwn =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Utils")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Common")
          .because("a thing without a name is a concept not yet understood");
}
